/** Drawn marks. They say nothing that words do not say too. */
function icon(path: string) {
  return function Icon() {
    return (
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={path} />
      </svg>
    );
  };
}

export const CloseIcon = icon("M6 6l12 12M18 6L6 18");
export const SendIcon = icon("M4 12l16-8-6 16-3-6.5z");
export const AssistantIcon = icon("M4 5.5h16V16h-8.5L7 20v-4H4zM8 9.3h8M8 12.4h5");
export const PersonIcon = icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5");
export const DocumentIcon = icon("M7 3.5h7l4 4V20.5H7zM14 3.5v4h4M9.5 12.5h6M9.5 16h6");
export const DoneIcon = icon("M5 12.5l4.5 4.5L19 7.5");
export const WarningIcon = icon("M12 4l9 16H3zM12 10v4.5M12 17.2v.3");
export const ReviewIcon = icon("M4 12s3-6 8-6 8 6 8 6-3 6-8 6-8-6-8-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z");
export const HelpfulIcon = icon("M8 11l3.5-7c1.5 0 2.5 1 2.5 2.5V10h5l-1.5 9H8zM8 11H4.5v8H8");
export const NotHelpfulIcon = icon("M16 13l-3.5 7c-1.5 0-2.5-1-2.5-2.5V14H5l1.5-9H16zM16 13h3.5V5H16");
